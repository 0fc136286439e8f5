/** What gates/isolation.yaml says: roles, their limits, and the load beside the searches. */
@NullMarked
package dev.redline.plan.isolation;

import org.jspecify.annotations.NullMarked;
