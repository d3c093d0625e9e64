/** The verbs that a user confirms: their labels and icons, and an explanation. */
export const VERBS = {
    reset: {
        text: 'Reset', icon: 'rotate-left', reason: true, number: 'Workflow Task',
        explanation: 'Repeats the workflow from this Workflow Task on, in a new run. A run that is open is terminated.'
    },
    retryTask: {
        text: 'Retry task', icon: 'repeat',
        explanation: 'Tries the Workflow Task again now, without waiting for its backoff.'
    },
    pause: {
        text: 'Pause', icon: 'pause', reason: true,
        explanation: 'No further Workflow Task runs until you unpause. Activities that have started go on.'
    },
    unpause: { text: 'Unpause', icon: 'play', explanation: 'Allows Workflow Tasks again. What has arrived in the meantime is delivered.' },
    cancel: {
        text: 'Cancel', icon: 'ban', reason: true,
        explanation: 'Requests the cancellation. The code of the workflow may clean up before it ends.'
    },
    terminate: {
        text: 'Terminate', icon: 'circle-xmark', reason: true, danger: true,
        explanation: 'Closes the workflow at once, without asking its code. Its activities are canceled.'
    },
    delete: {
        text: 'Delete', icon: 'trash', danger: true,
        explanation: 'Deletes the run permanently, with its history, its messages and its activities.'
    }
};
