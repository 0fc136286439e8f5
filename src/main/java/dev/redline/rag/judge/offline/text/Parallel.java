package dev.redline.rag.judge.offline.text;

import java.util.Set;

/**
 * Two parts of a sentence that have different words in the same place.
 *
 * @param first key in that place in the first part
 * @param second key in that place in the second part
 * @param besideFirst other keys of the first part alone
 * @param besideSecond other keys of the second part alone
 * @param denied whether the second part alone is denied
 * @param all keys of the sentence
 */
public record Parallel(
    String first,
    String second,
    Set<String> besideFirst,
    Set<String> besideSecond,
    boolean denied,
    Set<String> all) {}
