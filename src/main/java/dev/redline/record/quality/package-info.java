/** Whether a change is fit to be relied on, from the evidence that its build and runs have left. */
@NullMarked
package dev.redline.record.quality;

import org.jspecify.annotations.NullMarked;
