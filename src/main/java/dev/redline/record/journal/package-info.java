/** The journal: entries chained by hashes, its head, its audit. */
@NullMarked
package dev.redline.record.journal;

import org.jspecify.annotations.NullMarked;
