package io.quarkiverse.activities.test.engine;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;

@Entity
public class Stored {

    @Id
    @GeneratedValue
    Long id;

    String name;

    Stored() {
    }

    Stored(String value) {
        this.name = value;
    }
}
