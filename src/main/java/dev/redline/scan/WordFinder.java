package dev.redline.scan;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;

/**
 * Finds many words in bytes in one pass, ASCII letters in either case (Aho and Corasick, Efficient
 * String Matching, 1975). A state is an offset into the table of transitions, with the sign bit set
 * if a word ends in it: nearly always none does, and then nothing needs to be looked up.
 */
final class WordFinder {

  static final int START = 0;

  private static final int BYTES = 256;
  private static final int ENDS = Integer.MIN_VALUE;

  private final byte[] classOfByte = new byte[BYTES];
  private final int width;
  private final int[] next;
  private final int[] found;

  /**
   * @param words ASCII, each with the bits that finding it means; fewer than 127 characters in all
   */
  WordFinder(Map<String, Integer> words) {
    int classes = 1;
    int states = 1;
    for (String word : words.keySet()) {
      for (byte letter : lower(word)) {
        if (classOfByte[letter] == 0) {
          classOfByte[letter] = (byte) classes++;
          classOfByte[Character.toUpperCase(letter)] = classOfByte[letter];
        }
        states++;
      }
    }
    width = classes;
    next = new int[states * width];
    found = new int[states * width];
    Arrays.fill(next, -1);
    addWords(words);
    addDetours();
    markEnds();
  }

  /** The state after one more byte. */
  int after(int state, byte letter) {
    return next[(state & ~ENDS) + classOfByte[letter & 0xFF]];
  }

  /** The bits of the words that end in this state, 0 if none does. */
  int found(int state) {
    return state < 0 ? found[state & ~ENDS] : 0;
  }

  private void addWords(Map<String, Integer> words) {
    int free = width;
    for (Map.Entry<String, Integer> word : words.entrySet()) {
      int state = START;
      for (byte letter : lower(word.getKey())) {
        int way = state + classOfByte[letter];
        if (next[way] < 0) {
          next[way] = free;
          free += width;
        }
        state = next[way];
      }
      found[state] |= word.getValue();
    }
  }

  /** Where a letter leads nowhere, it leads where it does after the longest end that is a start. */
  private void addDetours() {
    int[] shorter = new int[found.length];
    Queue<Integer> states = new ArrayDeque<>();
    states.add(START);
    while (!states.isEmpty()) {
      int state = states.remove();
      for (int letter = 0; letter < width; letter++) {
        int detour = state == START ? START : next[shorter[state] + letter];
        int target = next[state + letter];
        if (target < 0) {
          next[state + letter] = detour;
        } else {
          shorter[target] = detour;
          found[target] |= found[detour];
          states.add(target);
        }
      }
    }
  }

  private void markEnds() {
    for (int way = 0; way < next.length; way++) {
      boolean ends = next[way] >= 0 && found[next[way]] != 0;
      next[way] |= ends ? ENDS : 0;
    }
  }

  private static byte[] lower(String word) {
    return word.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII);
  }
}
