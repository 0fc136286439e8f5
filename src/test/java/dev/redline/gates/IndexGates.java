package dev.redline.gates;

import dev.redline.junit.Gate;
import dev.redline.junit.Judgement;
import dev.redline.junit.Judgements;
import dev.redline.junit.PhaseGates;
import dev.redline.junit.Promise;
import dev.redline.phase.vectorindex.IndexChangePhase;
import dev.redline.phase.vectorindex.IndexJudgement;
import dev.redline.record.GateRecord;
import io.qameta.allure.SeverityLevel;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;

/**
 * Another vector index takes the place of an old one: {@code -Dindex=} names which. Never part of
 * the plan.
 */
@PhaseGates(value = "index", order = 15)
@Tag("index")
class IndexGates extends JudgedChangeGates<IndexChangePhase> {

  @Gate("Both indexes are searched on copies of the server, or the record says why not")
  @Promise(about = "rehearsal", breaks = SeverityLevel.CRITICAL)
  @Order(52)
  void rehearsal(IndexJudgement indexes, GateRecord record) throws Exception {
    record.require(indexes.rehearse());
  }

  @Gate("On the copies the new index keeps recall, rows and plans")
  @Promise(
      about = "rehearsal",
      breaks = SeverityLevel.CRITICAL,
      threshold = {"indexes.yaml:recall_loss", "indexes.yaml:worst_recall"})
  @Order(53)
  @Judgement
  void rehearsedSearches(IndexJudgement indexes, GateRecord record) {
    record.require(indexes.rehearsedSearches());
  }

  @Gate("On the copies searches through the new index are not slower, in pairs")
  @Promise(
      about = "rehearsal",
      breaks = SeverityLevel.CRITICAL,
      threshold = "latency.yaml:slowdown")
  @Order(54)
  @Judgement
  void rehearsedSlowdown(IndexJudgement indexes, GateRecord record) {
    record.require(indexes.rehearsedSlowdown());
  }

  @Gate("On the copies size and writes stay within what is allowed")
  @Promise(
      about = "rehearsal",
      threshold = {"indexes.yaml:size", "indexes.yaml:write_cost"})
  @Order(55)
  @Judgement
  void rehearsedCosts(IndexJudgement indexes, GateRecord record) {
    record.require(indexes.rehearsedCosts());
  }

  @Gate("Everything that was judged on the copies has passed")
  @Promise(about = "rehearsal", breaks = SeverityLevel.CRITICAL)
  @Order(58)
  void rehearsalPassed(Judgements judgements, GateRecord record) {
    record.require(judgements.all());
  }

  @Gate("Both indexes are searched on the server, where there were no copies")
  @Promise(about = "searches", breaks = SeverityLevel.CRITICAL)
  @Order(130)
  void comparison(IndexJudgement indexes, GateRecord record) throws Exception {
    record.require(indexes.compare());
  }

  @Gate("The new index keeps recall, rows and plans")
  @Promise(
      about = "searches",
      breaks = SeverityLevel.CRITICAL,
      threshold = {"indexes.yaml:recall_loss", "indexes.yaml:worst_recall"})
  @Order(140)
  @Judgement
  void searches(IndexJudgement indexes, GateRecord record) throws Exception {
    record.require(indexes.comparedSearches());
  }

  @Gate("Searches through the new index are not slower, in pairs")
  @Promise(about = "searches", breaks = SeverityLevel.CRITICAL, threshold = "latency.yaml:slowdown")
  @Order(150)
  @Judgement
  void slowdown(IndexJudgement indexes, GateRecord record) throws Exception {
    record.require(indexes.comparedSlowdown());
  }

  @Gate("Size and writes stay within what is allowed")
  @Promise(
      about = "searches",
      threshold = {"indexes.yaml:size", "indexes.yaml:write_cost"})
  @Order(160)
  @Judgement
  void costs(IndexJudgement indexes, GateRecord record) throws Exception {
    record.require(indexes.comparedCosts());
  }

  @Gate("The old index is gone, and the search goes through the new one")
  @Promise(about = "the change", breaks = SeverityLevel.CRITICAL)
  @Order(220)
  void replaced(IndexChangePhase phase, GateRecord record) throws Exception {
    record.require(phase.replaced());
  }
}
