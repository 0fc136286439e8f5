package dev.redline.gates;

import dev.redline.junit.Gate;
import dev.redline.junit.PhaseGates;
import dev.redline.junit.Promise;
import dev.redline.phase.policy.QueryTimePolicy;
import dev.redline.record.GateRecord;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;

/** The settings under which every vector search runs, and what searches do under them. */
@PhaseGates(value = "queryPolicy", order = 5)
@Tag("plan")
@Tag("queryPolicy")
class QueryPolicyGates {

  @Gate("A setting that pgvector does not know is refused, and so is autocommit")
  @Promise(about = "searches", threshold = "query-policy.yaml:unknown_setting")
  @Order(10)
  void refusals(QueryTimePolicy policy, GateRecord record) throws Exception {
    record.require(policy.refusals());
  }

  @Gate("Every search runs under the policy, in its own transaction, and nothing of it stays")
  @Promise(about = "searches", threshold = "latency.yaml:policy")
  @Order(20)
  void searches(QueryTimePolicy policy, GateRecord record) throws Exception {
    record.require(policy.searches());
  }

  @Gate("Filtered searches return the rows asked for, with recall and p95, at every K and filter")
  @Promise(about = "searches", threshold = "query-policy.yaml:searches")
  @Order(30)
  void filtered(QueryTimePolicy policy, GateRecord record) throws Exception {
    record.require(policy.filtered());
  }

  @Gate("Searches use the index, and are exact where a filter is too selective for it")
  @Promise(about = "searches", threshold = "query-policy.yaml:exact_search")
  @Order(40)
  void choices(QueryTimePolicy policy, GateRecord record) throws Exception {
    record.require(policy.choices());
  }

  @Gate("The policy's ef_search is no smaller than the smallest that meets the recall target")
  @Promise(
      about = "searches",
      threshold = {"latency.yaml:vector_search", "query-policy.yaml:ef_search"})
  @Order(50)
  void sweep(QueryTimePolicy policy, GateRecord record) throws Exception {
    record.require(policy.sweep());
  }
}
