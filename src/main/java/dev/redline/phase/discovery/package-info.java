/** How the server was named, and who reads its name elsewhere. */
@NullMarked
package dev.redline.phase.discovery;

import org.jspecify.annotations.NullMarked;
