/** The settings of a stage, and their values for one server. */
@NullMarked
package dev.redline.plan.stage;

import org.jspecify.annotations.NullMarked;
