package io.quarkiverse.activities.test.harness;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;

@Entity
public class NamedRow {

    @Id
    @GeneratedValue
    Long id;

    String name;

    NamedRow() {
    }

    public NamedRow(String value) {
        this.name = value;
    }
}
