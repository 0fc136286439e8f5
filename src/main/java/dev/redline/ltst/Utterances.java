package dev.redline.ltst;

import dev.redline.rag.Embedder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * What people and assistants say in the load's conversations.
 *
 * @param questions at least one
 * @param answers at least one
 * @param embedder of both, for several threads
 */
public record Utterances(List<String> questions, List<String> answers, Embedder embedder) {

  public Utterances {
    questions = List.copyOf(questions);
    answers = List.copyOf(answers);
  }

  String question(Random random) {
    return questions.get(random.nextInt(questions.size()));
  }

  /** As many turns, each a question and an answer. */
  List<Message> turns(int count, Random random) {
    List<Message> messages = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      messages.add(new Message("user", question(random)));
      messages.add(new Message("assistant", answers.get(random.nextInt(answers.size()))));
    }
    return messages;
  }

  /** What was said. */
  record Message(String speaker, String content) {}
}
