/** JSON as it is read: strict, bounded, each error with its place. */
@NullMarked
package dev.redline.rag.json;

import org.jspecify.annotations.NullMarked;
