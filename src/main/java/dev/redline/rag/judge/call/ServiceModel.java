package dev.redline.rag.judge.call;

/** A model at its service, asked within limits. Connected when it is made, until it is closed. */
public interface ServiceModel extends Model, AutoCloseable {

  @Override
  void close();
}
