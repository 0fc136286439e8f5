package dev.redline.rag.judge.bedrock;

import dev.redline.rag.JudgeUnavailableException;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.AwsRegionProvider;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;

/**
 * How the AWS SDK finds out where it is and who it is.
 *
 * @param regions asked if the settings name no region
 * @param credentials empty for the SDK's own chain, bearer tokens included
 */
public record AwsAccess(AwsRegionProvider regions, Optional<AwsCredentialsProvider> credentials) {

  private static final Pattern NAME = Pattern.compile("[a-z]{2,4}(-[a-z]+)+-\\d{1,2}");

  /** As everywhere: environment, system properties, profiles, container, instance. */
  public static AwsAccess ofThisMachine() {
    return new AwsAccess(new DefaultAwsRegionProviderChain(), Optional.empty());
  }

  /**
   * The region of the settings or of this machine.
   *
   * @throws JudgeUnavailableException if there is none, or none of that name
   */
  Region region(BedrockSettings settings) {
    String name = settings.region().orElseGet(() -> found().id());
    if (!NAME.matcher(name).matches()) {
      throw new JudgeUnavailableException(
          "There is no AWS region \"%s\"".formatted(name),
          "Set AWS_REGION to one in which Bedrock offers the model, such as eu-central-1");
    }
    return Region.of(name);
  }

  private Region found() {
    Region region = null;
    try {
      region = regions.getRegion();
    } catch (SdkClientException e) {
      // The providers say at length where they have looked; what to do is the same.
    }
    if (region == null) {
      throw new JudgeUnavailableException(
          "No AWS region is set", "Set AWS_REGION to one in which Bedrock offers the model");
    }
    return region;
  }
}
