/** What a server is measured with, as gates/workload.yaml says. */
@NullMarked
package dev.redline.plan.workload;

import org.jspecify.annotations.NullMarked;
