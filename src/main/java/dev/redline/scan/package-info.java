/** Looks through a source tree of any language: reads of variables, credentials. */
@NullMarked
package dev.redline.scan;

import org.jspecify.annotations.NullMarked;
