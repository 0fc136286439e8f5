package dev.redline.change;

import java.nio.file.Path;

/**
 * Where a run finds and leaves files of its own.
 *
 * @param project holds gates/, fixtures/ and the caches
 * @param home where throwaway servers live, and what belongs to them
 * @param configuration of the user, outside of any project
 */
public record RunFolders(Path project, Path home, Path configuration) {}
