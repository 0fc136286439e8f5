package dev.redline.postgres;

import org.jspecify.annotations.Nullable;

/**
 * An extension that the server could install.
 *
 * @param available the version that {@code CREATE EXTENSION} would install
 * @param installed null if this database does not have it
 */
public record ExtensionState(String available, @Nullable String installed) {}
