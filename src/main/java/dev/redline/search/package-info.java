/** Somebody's searches on somebody's server: what they are, made from the file and the catalog. */
@NullMarked
package dev.redline.search;

import org.jspecify.annotations.NullMarked;
