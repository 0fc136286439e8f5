package dev.redline.plan;

import java.util.Optional;

/**
 * A setting as it is to be set on one server.
 *
 * @param value what PostgreSQL's configuration takes, without quotes
 * @param referenceValue what the plan states for the reference machine
 * @param scaling how the one became the other, readable: {@code 8GB x 23.5/128 = 1.47GB, rounded to
 *     1472MB}
 * @param because why the plan sets it, if it says so
 */
public record PlannedSetting(
    String name, String value, String referenceValue, String scaling, Optional<String> because) {}
