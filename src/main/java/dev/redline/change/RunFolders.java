package dev.redline.change;

import dev.redline.secrets.SigningKey;
import java.nio.file.Path;

/**
 * Where a run finds and leaves files of its own.
 *
 * @param project holds gates/, fixtures/ and the caches
 * @param home where throwaway servers live, and what belongs to them
 * @param configuration of the user, outside of any project
 * @param cloneName names this project among all that work on a server: its folder and host
 * @param key of the user or machine, which is kept there or comes from the environment
 */
public record RunFolders(
    Path project, Path home, Path configuration, String cloneName, SigningKey key) {}
