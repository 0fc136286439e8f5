package dev.redline.record;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Secrets by the places in which they are planted; each has a text of its own to be found by. */
final class PlantedSecrets {

  private final Map<String, String> byPlace = new LinkedHashMap<>();

  /** A new secret. */
  String at(String place) {
    String secret = "ZXQJ%02dKVWY".formatted(byPlace.size() + 1);
    if (byPlace.put(place, secret) != null) {
      throw new IllegalArgumentException("There is one already: " + place);
    }
    return secret;
  }

  int count() {
    return byPlace.size();
  }

  /** The places of all whose secrets are in the text, whole. */
  List<String> in(String text) {
    return byPlace.entrySet().stream()
        .filter(planted -> text.contains(planted.getValue()))
        .map(Map.Entry::getKey)
        .toList();
  }
}
