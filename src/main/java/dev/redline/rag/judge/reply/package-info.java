/** A model's reply, read strictly: claims and labels, or a named fault. */
@NullMarked
package dev.redline.rag.judge.reply;

import org.jspecify.annotations.NullMarked;
