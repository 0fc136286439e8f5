/** Decisions of a person about one change of one server. */
@NullMarked
package dev.redline.approval;

import org.jspecify.annotations.NullMarked;
