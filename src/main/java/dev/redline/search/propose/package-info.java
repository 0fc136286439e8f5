/** Proposes gates/workload.yaml from what a server has and runs. */
@NullMarked
package dev.redline.search.propose;

import org.jspecify.annotations.NullMarked;
