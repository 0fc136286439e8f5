/** The content of gates/, parsed, validated and nothing else: values that know no server. */
@NullMarked
package dev.redline.plan;

import org.jspecify.annotations.NullMarked;
