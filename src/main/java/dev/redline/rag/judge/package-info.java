/** The judge of a run: which one, and whether it may be trusted. */
@NullMarked
package dev.redline.rag.judge;

import org.jspecify.annotations.NullMarked;
