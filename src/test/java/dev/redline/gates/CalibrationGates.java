package dev.redline.gates;

import dev.redline.junit.Gate;
import dev.redline.junit.PhaseGates;
import dev.redline.junit.Promise;
import dev.redline.phase.calibrate.Calibration;
import dev.redline.record.GateRecord;
import io.qameta.allure.SeverityLevel;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;

/** Finds out how often verdicts on slow-downs are wrong on this machine. */
@PhaseGates(value = "calibrate", order = 10)
@Tag("calibrate")
class CalibrationGates {

  @Gate("Verdicts on equal servers and on planted slow-downs are on record")
  @Promise(about = "searches", breaks = SeverityLevel.NORMAL)
  @Order(10)
  void measure(Calibration calibration, GateRecord record) throws Exception {
    record.require(calibration.measure());
  }

  @Gate("Equal servers are not called slower more often than the plan allows")
  @Promise(about = "searches", breaks = SeverityLevel.NORMAL, threshold = "latency.yaml:alpha")
  @Order(20)
  void falseAlarms(Calibration calibration, GateRecord record) {
    record.require(calibration.falseAlarms());
  }

  @Gate("Later verdicts find the error rates that they are read with")
  @Promise(about = "searches", breaks = SeverityLevel.NORMAL)
  @Order(30)
  void kept(Calibration calibration, GateRecord record) {
    record.require(calibration.kept());
  }
}
