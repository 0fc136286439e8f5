/** What a throwaway server is filled with, so that there is something to search. */
@NullMarked
package dev.redline.workload.demo;

import org.jspecify.annotations.NullMarked;
