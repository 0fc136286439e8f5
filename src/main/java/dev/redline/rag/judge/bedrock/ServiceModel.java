package dev.redline.rag.judge.bedrock;

/** A model at its service, asked within limits. Connected when it is made, until it is closed. */
interface ServiceModel extends Model, AutoCloseable {

  @Override
  void close();
}
