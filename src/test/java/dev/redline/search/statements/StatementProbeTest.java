package dev.redline.search.statements;

import dev.redline.trial.SharedBareServer;
import org.junit.jupiter.api.extension.ExtendWith;

/** On the PostgreSQL of this machine. */
@ExtendWith(SharedBareServer.class)
class StatementProbeTest extends StatementProbeCases {}
