/** YAML with the place of each value, for errors that name file and line. */
@NullMarked
package dev.redline.plan.yaml;

import org.jspecify.annotations.NullMarked;
