/** Where the server comes from: yours, a container, a local cluster. */
@NullMarked
package dev.redline.target;

import org.jspecify.annotations.NullMarked;
