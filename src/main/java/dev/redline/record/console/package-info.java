/** What a person at the console reads: what is waited for, and the end of a run. */
@org.jspecify.annotations.NullMarked
package dev.redline.record.console;
