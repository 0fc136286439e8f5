/** The thin layer that makes a promise a JUnit 5 test. */
@NullMarked
package dev.redline.junit;

import org.jspecify.annotations.NullMarked;
