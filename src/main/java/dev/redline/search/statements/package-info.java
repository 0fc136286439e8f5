/** The statements that a server really runs: which may be run again, and by what plan they run. */
@NullMarked
package dev.redline.search.statements;

import org.jspecify.annotations.NullMarked;
