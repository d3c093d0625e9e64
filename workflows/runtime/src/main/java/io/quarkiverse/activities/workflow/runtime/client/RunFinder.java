package io.quarkiverse.activities.workflow.runtime.client;

import java.util.stream.Stream;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.runtime.client.find.Counts;
import io.quarkiverse.activities.runtime.client.find.Pages;
import io.quarkiverse.activities.runtime.context.Blocking;
import io.quarkiverse.activities.runtime.query.Query;
import io.quarkiverse.activities.workflow.WorkflowCount;
import io.quarkiverse.activities.workflow.WorkflowPage;
import io.quarkiverse.activities.workflow.WorkflowSummary;
import io.quarkiverse.activities.workflow.runtime.store.RunField;
import io.quarkiverse.activities.workflow.runtime.store.RunUpkeep;

/** Lists and counts the runs that a query finds. */
@Singleton
class RunFinder {

    private final RunUpkeep upkeep;

    RunFinder(RunUpkeep upkeep) {
        this.upkeep = upkeep;
    }

    static Query parse(String query) {
        return Query.parse(query, RunField.VOCABULARY);
    }

    Stream<WorkflowSummary> list(String query) {
        return pages(parse(query).listable()).stream();
    }

    Pages<WorkflowSummary> pages(Query query) {
        return new Pages<>((before, limit) -> upkeep.list(query, before, limit), WorkflowSummary::runId);
    }

    WorkflowPage page(String query, int pageSize, String pageToken) {
        Pages.Page<WorkflowSummary> page = pages(parse(query).listable()).page(query, pageSize, pageToken);
        return new WorkflowPage(page.items(), page.next());
    }

    WorkflowCount count(Query query) {
        Blocking.require("count blocks: call it on a worker thread");
        Counts counts = new Counts(upkeep.count(query), query.groupBy() != null);
        return new WorkflowCount(counts.total(), counts.groups(WorkflowCount.Group::new));
    }
}
