/** One tuner at a time: a lock on the server's cluster and one on this machine. */
@NullMarked
package dev.redline.change.lock;

import org.jspecify.annotations.NullMarked;
