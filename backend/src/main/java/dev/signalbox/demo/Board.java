package dev.signalbox.demo;

import dev.signalbox.demo.world.Score;
import java.util.List;

/** The scoreboard: what the world counted, and how those are who may be killed. Its JSON is what the Overview shows. */
public record Board(
        long at,
        long startedAt,
        long seed,
        boolean balances,
        boolean settled,
        Part hub,
        Part redis,
        Score score,
        List<Diary.Entry> diary) {

    /** @param pid of the process; 0 while there is none */
    public record Part(boolean up, long pid) {}
}
