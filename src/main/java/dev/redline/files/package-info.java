/** Files of ours that survive whatever ends the process. */
@NullMarked
package dev.redline.files;

import org.jspecify.annotations.NullMarked;
