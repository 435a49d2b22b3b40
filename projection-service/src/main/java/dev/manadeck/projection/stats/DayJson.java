package dev.manadeck.projection.stats;

import java.time.LocalDate;

record DayJson(LocalDate date, long reviews, long correct, long seconds) {}
