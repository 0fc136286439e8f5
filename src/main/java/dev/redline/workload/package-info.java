/**
 * What a server is measured with: searches to time and questions to answer, and the checks of both.
 */
@NullMarked
package dev.redline.workload;

import org.jspecify.annotations.NullMarked;
