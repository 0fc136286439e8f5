package dev.redline.rag.judge.reply;

import dev.redline.rag.Claim;
import dev.redline.rag.judge.call.FaultyReplyException;
import dev.redline.rag.judge.call.ModelReply;
import dev.redline.rag.metric.Label;
import java.util.List;

/**
 * Reads replies in one form and takes nothing else for one: what is not certain is a fault, so that
 * no score rests on a guess.
 */
public interface ReplyReader {

  /**
   * The claims in order, none twice; none if the reply says that there are none.
   *
   * @throws FaultyReplyException if the reply is anything else than a list of claims
   */
  List<Claim> claims(ModelReply reply);

  /**
   * One label a claim, in order.
   *
   * @throws FaultyReplyException if the reply is anything else than so many labels
   */
  List<Label> labels(ModelReply reply, int claims);
}
