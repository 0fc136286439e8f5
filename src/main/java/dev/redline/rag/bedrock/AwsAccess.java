package dev.redline.rag.bedrock;

import dev.redline.rag.JudgeUnavailableException;
import java.util.Optional;
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

  /** As everywhere: environment, system properties, profiles, container, instance. */
  public static AwsAccess ofThisMachine() {
    return new AwsAccess(new DefaultAwsRegionProviderChain(), Optional.empty());
  }

  /**
   * The region of the settings or of this machine.
   *
   * @throws JudgeUnavailableException if there is none
   */
  Region region(BedrockSettings settings) {
    return settings.region().map(Region::of).orElseGet(this::found);
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
