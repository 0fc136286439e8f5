/** Parameters of gates that depend on more than a constructor is given, such as -D options. */
@NullMarked
package dev.redline.junit.parameter;

import org.jspecify.annotations.NullMarked;
