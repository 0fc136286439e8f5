/** How often verdicts on slow-downs are wrong on the machine at hand. */
@NullMarked
package dev.redline.phase.calibrate;

import org.jspecify.annotations.NullMarked;
