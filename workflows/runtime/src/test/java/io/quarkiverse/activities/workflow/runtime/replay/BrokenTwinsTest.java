package io.quarkiverse.activities.workflow.runtime.replay;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.quarkiverse.activities.spi.Payload;
import io.quarkiverse.activities.workflow.runtime.replay.SmallWorld.Point;
import io.quarkiverse.activities.workflow.runtime.replay.SmallWorld.Violation;

/** Tests that the exploration detects schedulers, matchers and journals that break one rule. */
class BrokenTwinsTest {

    static List<Arguments> twins() {
        return List.of(
                Arguments.of("wakes the latest coroutine first", new Parts() {
                    @Override
                    Scheduler scheduler(Executor threads, Baton baton) {
                        return new Scheduler(threads, baton) {
                            @Override
                            List<Coroutine> inOrder(List<Coroutine> all) {
                                return reversed(all);
                            }
                        };
                    }
                }, "coroutines wake in the order of their creation"),
                Arguments.of("wakes in another order in each instance", new OrderByInstance(), "a replay does the same"),
                Arguments.of("stops after one pass", new Parts() {
                    @Override
                    Scheduler scheduler(Executor threads, Baton baton) {
                        return new Scheduler(threads, baton) {
                            @Override
                            boolean goesOn() {
                                return false;
                            }
                        };
                    }
                }, "a task ends when all coroutines are blocked"),
                Arguments.of("schedules what was withdrawn", new Parts() {
                    @Override
                    CommandQueue commands() {
                        return new CommandQueue() {
                            @Override
                            boolean counts(Command command) {
                                return true;
                            }
                        };
                    }
                }, "what is canceled in its own task leaves no trace"),
                Arguments.of("runs side effects again", recording(new BrokenJournal() {
                    @Override
                    public boolean live(List<Entry> entries) {
                        return true;
                    }
                }), "a replay does the same"),
                Arguments.of("takes the new version of an old run", recording(new BrokenJournal() {
                    @Override
                    public Integer version(Integer recorded) {
                        return recorded == null ? 1 : recorded;
                    }
                }), "a change after the fact has version -1"),
                Arguments.of("forgets side effects", recording(new BrokenJournal() {
                    @Override
                    public Payload sideEffect(Payload recorded) {
                        return null;
                    }
                }), "a replay does the same"),
                Arguments.of("ignores types", matching((expected, found) -> expected.kind() == found.kind()),
                        "other code fits exactly if it decides the same"),
                Arguments.of("ignores kinds", matching((expected, found) -> expected.number() == found.number()),
                        "other code fits exactly if it decides the same"),
                Arguments.of("sees no difference", new Parts() {
                    @Override
                    Matcher matcher() {
                        return new Matcher() {
                            @Override
                            Divergence compare(int line, List<Entry> journal, List<Entry> code) {
                                return null;
                            }
                        };
                    }
                }, "other code fits exactly if it decides the same"),
                Arguments.of("ignores what is missing", new Parts() {
                    @Override
                    Matcher matcher() {
                        return new Matcher() {
                            @Override
                            Divergence compare(int line, List<Entry> journal, List<Entry> code) {
                                int common = Math.min(journal.size(), code.size());
                                return super.compare(line, journal.subList(0, common), code.subList(0, common));
                            }
                        };
                    }
                }, "other code fits exactly if it decides the same"),
                Arguments.of("matches versions like decisions", new Parts() {
                    @Override
                    Matcher matcher() {
                        return new Matcher() {
                            @Override
                            Divergence compare(int line, List<Entry> journal, List<Entry> code) {
                                return journal.size() == code.size() ? super.compare(line, journal, code)
                                        : new Divergence(line, "all", "others");
                            }
                        };
                    }
                }, "other code fits exactly if it decides the same"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("twins")
    void isCaught(String name, Parts twin, String rule) {
        assertThatThrownBy(() -> exploreEverything(twin)).isInstanceOf(Violation.class).hasMessageStartingWith(rule);
    }

    private static void exploreEverything(Parts twin) {
        try (SmallWorld world = new SmallWorld(twin, 2)) {
            List<String> codes = new ArrayList<>(TinyCodes.SPECIAL);
            codes.addAll(TinyCodes.all(2, 0));
            for (String code : codes) {
                for (Point end : world.explore(code)) {
                    TinyCodes.changesOf(code).forEach(other -> world.checkOther(code, end, other));
                }
            }
        }
    }

    private static List<Coroutine> reversed(List<Coroutine> all) {
        List<Coroutine> copy = new ArrayList<>(all);
        Collections.reverse(copy);
        return copy;
    }

    private static final class OrderByInstance extends Parts {

        private final AtomicInteger instances = new AtomicInteger();

        @Override
        Scheduler scheduler(Executor threads, Baton baton) {
            boolean odd = instances.getAndIncrement() % 2 == 1;
            return new Scheduler(threads, baton) {
                @Override
                List<Coroutine> inOrder(List<Coroutine> all) {
                    return odd ? reversed(all) : super.inOrder(all);
                }
            };
        }
    }

    private interface Same {
        boolean test(Entry expected, Entry found);
    }

    private static Parts matching(Same same) {
        return new Parts() {
            @Override
            Matcher matcher() {
                return new Matcher() {
                    @Override
                    boolean same(Entry expected, Entry found) {
                        return same.test(expected, found);
                    }
                };
            }
        };
    }

    /** What a broken journal says. */
    private interface BrokenJournal {

        default boolean live(List<Entry> entries) {
            return false;
        }

        default Integer version(Integer recorded) {
            return recorded;
        }

        default Payload sideEffect(Payload recorded) {
            return recorded;
        }
    }

    private static Parts recording(BrokenJournal broken) {
        return new Parts() {
            @Override
            Recorded recorded(JournalLine line) {
                return new Recorded(line.entries()) {
                    @Override
                    boolean isLive() {
                        return broken.live(line.entries());
                    }

                    @Override
                    Integer version(String change) {
                        return broken.version(super.version(change));
                    }

                    @Override
                    Payload nextSideEffect() {
                        return broken.sideEffect(super.nextSideEffect());
                    }
                };
            }
        };
    }
}
