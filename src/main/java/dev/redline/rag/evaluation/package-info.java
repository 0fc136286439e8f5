/** Answers judged case by case, and the files of evaluations. */
@NullMarked
package dev.redline.rag.evaluation;

import org.jspecify.annotations.NullMarked;
