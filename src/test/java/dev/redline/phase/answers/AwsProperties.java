package dev.redline.phase.answers;

import java.util.LinkedHashMap;
import java.util.Map;

/** What the AWS SDK finds on this machine, for the time of a test: nothing but what is set here. */
public final class AwsProperties implements AutoCloseable {

  private static final String NO_FILE = "/no-such-folder/file";

  private final Map<String, String> before = new LinkedHashMap<>();

  /** No region, no credentials, no files, and no question to the machine's own metadata. */
  public AwsProperties() {
    set("aws.disableEc2Metadata", "true");
    set("aws.sharedCredentialsFile", NO_FILE);
    set("aws.configFile", NO_FILE);
    set("aws.region", null);
    set("aws.accessKeyId", null);
    set("aws.secretAccessKey", null);
  }

  public AwsProperties credentials() {
    set("aws.accessKeyId", "AKIAIOSFODNN7EXAMPLE");
    set("aws.secretAccessKey", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");
    return this;
  }

  private void set(String name, String value) {
    before.putIfAbsent(name, System.getProperty(name));
    change(name, value);
  }

  @Override
  public void close() {
    before.forEach(AwsProperties::change);
  }

  private static void change(String name, String value) {
    if (value == null) {
      System.clearProperty(name);
    } else {
      System.setProperty(name, value);
    }
  }
}
