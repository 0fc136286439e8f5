/** Connection strings: parsed, resolved from the environment, redacted, audited. */
@NullMarked
package dev.redline.dsn;

import org.jspecify.annotations.NullMarked;
