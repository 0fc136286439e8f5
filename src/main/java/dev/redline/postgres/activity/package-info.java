/** What a server is doing: statements, waits, memory, cache hits. */
@NullMarked
package dev.redline.postgres.activity;

import org.jspecify.annotations.NullMarked;
