/** Memory and WAL settings, stage by stage. */
@NullMarked
package dev.redline.phase.tuning;

import org.jspecify.annotations.NullMarked;
