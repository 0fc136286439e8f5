package dev.redline.rag.bedrock;

import java.util.regex.Pattern;

/** An environment variable has a value that cannot be used. */
public final class SettingException extends RuntimeException {

  /** A user and a password that somebody put into an address. */
  private static final Pattern USER = Pattern.compile("//[^/]*@");

  /**
   * @param name of the environment variable
   * @param value as it stands there
   * @param allowed what it may be
   */
  SettingException(String name, String value, String allowed) {
    super(
        "%s=%s is not usable: it must be %s, or be unset"
            .formatted(name, USER.matcher(value).replaceAll("//***@"), allowed));
  }
}
